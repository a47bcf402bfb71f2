package io.jenkins.plugins.promotionchain.engine.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ProxyConfigurationRejected;
import io.jenkins.plugins.promotionchain.engine.frontend.NginxSite;
import io.jenkins.plugins.promotionchain.engine.frontend.Sites;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transaction on a server, with a real nginx. */
class NginxReloadTest {

    @TempDir
    Path directory;

    private final List<String> said = new ArrayList<>();
    private TestNginx nginx;
    private TestUpstream old;
    private TestUpstream fresh;
    private int port;

    @BeforeEach
    void lay() throws Exception {
        nginx = new TestNginx(directory);
        nginx.start();
        old = new TestUpstream("old", Map.of("/", "old"));
        fresh = new TestUpstream("fresh", Map.of("/", "fresh"));
        port = TestNginx.freePort();
    }

    @AfterEach
    void stop() throws InterruptedException {
        nginx.close();
        old.close();
        fresh.close();
    }

    private NginxReload reload(String... shell) {
        return reload(nginx.installation(), shell.length == 0 ? new String[] {"dash"} : shell);
    }

    private NginxReload reload(NginxInstallation installation, String... shell) {
        return new NginxReload(new ThisMachine(directory, shell), installation, said::add);
    }

    private String site(TestUpstream upstream) {
        return NginxSite.render(Sites.plain("127.0.0.1:" + port, upstream.endpoint(), upstream.endpoint()));
    }

    private String page() throws IOException {
        return RawHttp.get(port, "/");
    }

    private void assertThatTheOldSiteIsInForce() throws IOException {
        assertThat(nginx.site("projectmeats")).hasContent(site(old));
        assertThat(page()).endsWith("old");
        assertThatNothingIsLeftAside();
    }

    private void assertThatNothingIsLeftAside() throws IOException {
        try (Stream<Path> files = Files.list(nginx.site("projectmeats").getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash"})
    void putsANewSiteInForceThenReplacesItThenLeavesItAlone(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", shell.split(" ")[0])), shell + " is not installed");
        NginxReload reload = reload(shell.split(" "));

        assertThat(reload.apply("projectmeats", site(old)))
                .isEqualTo(new SiteChange(nginx.site("projectmeats").toString(), FileChange.CREATED, Optional.empty()));
        assertThat(page()).endsWith("old");
        assertThat(reload.apply("projectmeats", site(fresh)))
                .isEqualTo(new SiteChange(
                        nginx.site("projectmeats").toString(), FileChange.REPLACED, Optional.of(site(old))));
        assertThat(page()).endsWith("fresh");
        List<ProcessHandle> workers = workers();
        assertThat(reload.apply("projectmeats", site(fresh)).change()).isEqualTo(FileChange.UNCHANGED);

        assertThat(workers()).isEqualTo(workers);
        assertThat(said).last().asString().endsWith("is unchanged, not reloaded");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(nginx.site("projectmeats"))))
                .isEqualTo("rw-r--r--");
        assertThatNothingIsLeftAside();
    }

    private List<ProcessHandle> workers() {
        return ProcessHandle.of(nginx.pid()).orElseThrow().children().toList();
    }

    @Test
    void goesToConfDWhereThereIsNoSitesEnabled() throws Exception {
        Files.delete(nginx.directory().resolve("sites-enabled"));
        Files.createDirectory(nginx.directory().resolve("conf.d"));
        nginx.writeConfiguration("conf.d/*.conf");

        assertThat(reload().apply("projectmeats", site(fresh)).file())
                .isEqualTo(nginx.directory() + "/conf.d/projectmeats.conf");
        assertThat(page()).endsWith("fresh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void keepsTheOldSiteWhenNginxRefusesTheNewOne(String shell) throws Exception {
        reload().apply("projectmeats", site(old));

        assertThatThrownBy(() -> reload(shell.split(" ")).apply("projectmeats", "nonsense on;\n" + site(fresh)))
                .isInstanceOf(ProxyConfigurationRejected.class)
                .hasMessageStartingWith("nginx on this machine refuses the site: unknown directive \"nonsense\"")
                .hasMessageContaining("The one before is in force");
        assertThatTheOldSiteIsInForce();
    }

    @Test
    void removesARefusedSiteThatHadNoneBefore() throws Exception {
        assertThatThrownBy(() -> reload().apply("projectmeats", "nonsense on;\n"))
                .isInstanceOf(ProxyConfigurationRejected.class);

        assertThat(nginx.site("projectmeats")).doesNotExist();
        assertThatNothingIsLeftAside();
    }

    @Test
    void tellsThatTheConfigurationWasBrokenBySomebodyElse() throws Exception {
        reload().apply("projectmeats", site(old));
        Files.writeString(nginx.site("theirs"), "half a {");

        assertThatThrownBy(() -> reload().apply("projectmeats", site(fresh)))
                .isInstanceOf(ProxyConfigurationRejected.class)
                .hasMessageContaining("refuses its configuration, and did so before the site was written")
                .hasMessageContaining("theirs.conf");
        assertThatTheOldSiteIsInForce();
    }

    @Test
    void onlyWarnsOfAnothersBrokenFileWhenItsOwnSiteIsUnchanged() throws Exception {
        reload().apply("projectmeats", site(old));
        Files.writeString(nginx.site("theirs"), "half a {");

        assertThat(reload().apply("projectmeats", site(old)).change()).isEqualTo(FileChange.UNCHANGED);
        assertThat(said).anyMatch(line -> line.contains("nginx would refuse its configuration"));
    }

    @Test
    void aGoodSiteReplacesOurOwnBrokenOne() throws Exception {
        Files.writeString(nginx.site("projectmeats"), NginxReload.HEADER + "\nhalf a {");

        assertThat(reload().apply("projectmeats", site(fresh)).change()).isEqualTo(FileChange.REPLACED);
        assertThat(page()).endsWith("fresh");
    }

    @Test
    void refusesASiteThatNginxWouldIgnoreForAnother() throws Exception {
        Files.writeString(
                nginx.site("default"),
                "server { listen 127.0.0.1:%d default_server; server_name _; return 204; }\n".formatted(port));

        assertThatThrownBy(() -> reload().apply("projectmeats", site(fresh)))
                .isInstanceOf(ProxyConfigurationRejected.class)
                .hasMessageContaining("Another site on this machine has the same server name and address")
                .hasMessageContaining("conflicting server name \"_\"");
        assertThat(nginx.site("projectmeats")).doesNotExist();
    }

    @Test
    void keepsTheOldSiteWhenAnotherProgramHoldsTheNewAddress() throws Exception {
        reload().apply("projectmeats", site(old));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String elsewhere = NginxSite.render(
                    Sites.plain("127.0.0.1:" + taken.getLocalPort(), fresh.endpoint(), fresh.endpoint()));

            assertThatThrownBy(() -> reload().apply("projectmeats", elsewhere))
                    .isInstanceOf(ProxyConfigurationRejected.class)
                    .hasMessageContaining("accepted the site but could not load it")
                    .hasMessageContaining("bind() to 127.0.0.1:" + taken.getLocalPort() + " failed");
        }
        assertThatTheOldSiteIsInForce();
    }

    @Test
    void aRunThatWasCutOffInTheMiddleIsUndoneAndTheSiteLoadedAnew() throws Exception {
        reload().apply("projectmeats", site(old));
        Path aside = nginx.site("projectmeats").resolveSibling(".projectmeats.conf.before");
        Files.copy(nginx.site("projectmeats"), aside);
        Files.createFile(aside.resolveSibling(".projectmeats.conf.pending"));
        Files.writeString(nginx.site("projectmeats"), site(fresh));

        assertThat(reload().apply("projectmeats", site(fresh)).change()).isEqualTo(FileChange.REPLACED);
        assertThat(page()).endsWith("fresh");
        assertThatNothingIsLeftAside();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void aScriptThatIsToldToStopInTheMiddleUndoesItself(String shell) throws Exception {
        reload().apply("projectmeats", site(old));
        Path stopping = Files.writeString(
                directory.resolve("stopping"),
                """
            #!/bin/sh
            case $* in *reload*) kill -TERM "$PPID" ;; esac
            exec %s "$@"
            """
                        .formatted(nginx.installation().program()));
        Files.setPosixFilePermissions(stopping, PosixFilePermissions.fromString("rwxr-xr-x"));
        NginxInstallation installation =
                new NginxInstallation(nginx.directory().toString(), stopping.toString(), Duration.ofSeconds(4));

        assertThatThrownBy(() -> reload(installation, shell.split(" ")).apply("projectmeats", site(fresh)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("exit status 130");
        reload().apply("projectmeats", site(old));
        assertThatTheOldSiteIsInForce();
    }

    /** Whatever one deployment tries out would be in the way of the other. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void twoSitesArePutOneAfterTheOther(String shell) throws Exception {
        Path slow = Files.writeString(
                directory.resolve("slow"),
                "#!/bin/sh\n[ ! -e %s ] || sleep 1\nexec %s \"$@\"\n"
                        .formatted(nginx.site("theirs"), nginx.installation().program()));
        Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwxr-xr-x"));
        NginxInstallation slowly =
                new NginxInstallation(nginx.directory().toString(), slow.toString(), Duration.ofSeconds(4));
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        NginxReload theirs = new NginxReload(new ThisMachine(elsewhere, shell.split(" ")), slowly, Log.nowhere());
        CompletableFuture<Void> refused =
                CompletableFuture.runAsync(() -> assertThatThrownBy(() -> theirs.apply("theirs", "half a {\n"))
                        .hasMessageContaining("refuses the site"));
        while (!Files.exists(nginx.site("theirs"))) {
            Thread.sleep(5);
        }

        reload(shell.split(" ")).apply("projectmeats", site(fresh));

        assertThat(page()).endsWith("fresh");
        refused.get();
        assertThatNothingIsLeftAside();
    }

    @Test
    void takesAChangeBack() throws Exception {
        NginxReload reload = reload();
        SiteChange created = reload.apply("projectmeats", site(old));
        SiteChange replaced = reload.apply("projectmeats", site(fresh));

        reload.takeBack("projectmeats", replaced);
        assertThatTheOldSiteIsInForce();
        reload.takeBack("projectmeats", created);
        assertThat(nginx.site("projectmeats")).hasContent(NginxReload.HEADER);
        assertThatThrownBy(this::page).isInstanceOf(IOException.class);
    }

    @Test
    void aBackendWhoseNameIsUnknownIsNginxsOwnSentence() {
        String unknown = NginxSite.render(
                Sites.plain("127.0.0.1:" + port, fresh.endpoint(), Endpoint.of("no-such-host.invalid", 80)));

        assertThatThrownBy(() -> reload().apply("projectmeats", unknown))
                .isInstanceOf(ProxyConfigurationRejected.class)
                .hasMessageContaining("host not found in upstream \"no-such-host.invalid:80\"");
    }
}
