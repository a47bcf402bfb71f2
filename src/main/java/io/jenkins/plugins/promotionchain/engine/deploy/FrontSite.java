package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.nginx.ListenAddress;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;

/**
 * The nginx site that stands where a container used to publish its port, and passes everything on to the container whose
 * turn it is. It is as transparent as that port was: no header is added, no size or time is limited that the application
 * does not limit itself. A request goes to another address only while {@code swap.sh} names one, and only when the first
 * takes no connection or breaks it before it answers; nginx repeats nothing that may change something (module {@code
 * ngx_http_proxy}, {@code proxy_next_upstream}). Directives: nginx.org, modules {@code ngx_http_core}, {@code ngx_http_proxy} and
 * {@code ngx_http_map}, from nginx 1.14 on.
 */
public final class FrontSite {

    /** Where {@code swap.sh} writes the address of the container. */
    static final String SLOT = "@slot@";

    /** How the name of every such site begins; that of the container follows. */
    public static final String NAME_BEGINS = "promotion-chain-port-";

    private static final String TEXT =
            """
            @header@

            map $http_upgrade $@variable@ {
                default upgrade;
                '' '';
            }

            upstream @name@ {
                server @slot@;
            }

            server {
                listen @listen@;
            @also@    server_name _;
                client_max_body_size 0;
                ignore_invalid_headers off;
                underscores_in_headers on;
                gzip off;

                location / {
                    proxy_pass http://@name@;
                    proxy_http_version 1.1;
                    proxy_set_header Host $http_host;
                    proxy_set_header Upgrade $http_upgrade;
                    proxy_set_header Connection $@variable@;
                    proxy_redirect off;
                    proxy_buffering off;
                    proxy_request_buffering off;
                    proxy_next_upstream error;
                    proxy_connect_timeout 5s;
                    proxy_send_timeout 1h;
                    proxy_read_timeout 1h;
                }
            }
            """;

    private FrontSite() {}

    /** The site's name: no other container's. */
    public static String name(ContainerName container) {
        return NAME_BEGINS + container;
    }

    /** The whole file. A port on all addresses is one on those of IPv6 too, as docker publishes it. */
    static String render(ContainerName container, PublishedPort publish) {
        ListenAddress listen = new ListenAddress(publish.address(), publish.hostPort(), "");
        String also = publish.address().isPresent() ? "" : "    listen [::]:" + publish.hostPort() + ";\n";
        return TEXT.replace("@header@", NginxReload.HEADER)
                .replace("@variable@", "promotion_chain_" + container.value().replaceAll("[^A-Za-z0-9]", "_"))
                .replace("@name@", name(container))
                .replace("@listen@", listen.directive())
                .replace("@also@", also);
    }
}
