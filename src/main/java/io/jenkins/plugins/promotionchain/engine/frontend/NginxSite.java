package io.jenkins.plugins.promotionchain.engine.frontend;

import io.jenkins.plugins.promotionchain.engine.nginx.ListenAddress;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxText;
import java.util.Optional;

/**
 * Writes the nginx site in front of a frontend, for nginx from 1.14 on. Directives: nginx.org, modules
 * {@code ngx_http_core}, {@code ngx_http_proxy}, {@code ngx_http_upstream}, {@code ngx_http_ssl}.
 */
public final class NginxSite {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private NginxSite() {}

    /** The whole file: the same text for the same specification. */
    public static String render(SiteSpec spec) {
        StringBuilder text = new StringBuilder(NginxReload.HEADER).append("\n\n");
        text.append(upstream(frontendName(spec), spec.frontend().toString()));
        spec.backend().ifPresent(backend -> text.append(upstream(backendName(spec), backend.toString())));
        plainListen(spec).ifPresent(listen -> text.append(redirect(spec, listen)));
        return text.append(server(spec)).toString();
    }

    private static String frontendName(SiteSpec spec) {
        return "promotion-chain-" + spec.name() + "-frontend";
    }

    private static String backendName(SiteSpec spec) {
        return "promotion-chain-" + spec.name() + "-backend";
    }

    private static String upstream(String name, String endpoint) {
        return """
            upstream %s {
                server %s;
            }

            """
                .formatted(name, NginxText.value(endpoint));
    }

    private static Optional<ListenAddress> plainListen(SiteSpec spec) {
        ListenAddress listen = ListenAddress.parse(spec.listen());
        Optional<ListenAddress> usual =
                listen.port().number() == HTTPS ? Optional.of(listen.withPort(HTTP)) : Optional.empty();
        return spec.tls()
                .flatMap(tls -> tls.plainListen().map(ListenAddress::parse).or(() -> usual));
    }

    private static String redirect(SiteSpec spec, ListenAddress listen) {
        return """
            server {
                listen %s;
                server_name %s;
                return 301 %s;
            }

            """
                .formatted(listen.directive(), spec.serverName(), httpsAddress(spec));
    }

    private static String httpsAddress(SiteSpec spec) {
        int port = ListenAddress.parse(spec.listen()).port().number();
        return "https://$host" + (port == HTTPS ? "" : ":" + port) + "$request_uri";
    }

    private static String server(SiteSpec spec) {
        ListenAddress listen = ListenAddress.parse(spec.listen());
        StringBuilder text = new StringBuilder("server {\n    listen ")
                .append(spec.tls().isPresent() ? listen.directive("ssl") : listen.directive())
                .append(";\n    server_name ")
                .append(spec.serverName())
                .append(";\n");
        spec.tls().ifPresent(tls -> text.append(tls(spec, tls)));
        text.append(PROXY);
        spec.backend().ifPresent(backend -> spec.backendPaths()
                .forEach(path -> text.append(
                        """

                                location ^~ %s {
                                    proxy_pass http://%s;
                                }
                            """
                                .formatted(NginxText.value(path), backendName(spec)))));
        return text.append(PAGES.replace("<frontend>", frontendName(spec))).toString();
    }

    /** 497 is nginx's own status for plain HTTP where TLS is spoken. */
    private static String tls(SiteSpec spec, SiteSpec.Tls tls) {
        return """
                ssl_certificate %s;
                ssl_certificate_key %s;
                ssl_protocols TLSv1.2 TLSv1.3;
                error_page 497 =301 %s;
            """
                .formatted(NginxText.value(tls.certificate()), NginxText.value(tls.key()), httpsAddress(spec));
    }

    /**
     * What holds for all paths. The visitor's own {@code X-Real-IP}, {@code X-Forwarded-Proto} and
     * {@code X-Forwarded-Host} are replaced, since backends believe them; {@code $http_host} keeps the port, without
     * which Django takes the origin of a form for a foreign one.
     */
    private static final String PROXY =
            """

            absolute_redirect off;
            client_max_body_size 25m;
            proxy_http_version 1.1;
            proxy_connect_timeout 5s;
            proxy_send_timeout 60s;
            proxy_read_timeout 60s;
            proxy_set_header Host $http_host;
            proxy_set_header Connection "";
            proxy_set_header X-Real-IP $remote_addr;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header X-Forwarded-Host $http_host;
        """;

    /**
     * The container's part. What it says about caching {@code env-config.js} is dropped, or a browser would keep last
     * week's addresses. A path whose last part has no dot is a place inside the page: where the container knows no such
     * file, its {@code index.html} is the answer. A container that does so itself never answers 404 there, and nothing
     * of this happens.
     */
    private static final String PAGES =
            """

            location = /env-config.js {
                proxy_pass http://<frontend>;
                proxy_cache off;
                proxy_hide_header Cache-Control;
                proxy_hide_header Expires;
                proxy_hide_header Pragma;
                expires off;
                add_header Cache-Control "no-store" always;
            }

            location / {
                proxy_pass http://<frontend>;
            }

            location ~ /[^./]*$ {
                proxy_pass http://<frontend>;
                proxy_intercept_errors on;
                error_page 404 = @page;
            }

            location @page {
                rewrite ^ /index.html break;
                proxy_pass http://<frontend>;
            }
        }
        """;
}
