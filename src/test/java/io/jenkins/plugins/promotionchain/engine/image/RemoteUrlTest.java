package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://ci:token@git.example.com/a/b.git, https://git.example.com/a/b.git",
        "https://to@ken@git.example.com/a, https://git.example.com/a",
        "https://git.example.com/a?private_token=x#y, https://git.example.com/a",
        "ssh://git:x@git.example.com:22/a, ssh://git.example.com:22/a",
        "https://u:geheim@[::1]:8443/a, https://[::1]:8443/a",
        "codecommit::https://u:geheim@git.example.com/a, codecommit::https://git.example.com/a",
        "one::two::https://u:geheim@git.example.com/a, one::two::https://git.example.com/a",
        "codecommit::us-east-1://profile@repository, codecommit::us-east-1://repository",
        "file:///srv/git/a.git, file:///srv/git/a.git",
        "git@git.example.com:a/b.git, git@git.example.com:a/b.git",
        "/srv/git/a@b.git, /srv/git/a@b.git"
    })
    void leavesTheLoginOut(String remote, String expected) {
        assertThat(RemoteUrl.withoutLogin(remote)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one two://u:geheim@git.example.com/a",
                "-x://u:geheim@git.example.com/a",
                "a b::https://u:geheim@git.example.com/a",
                "https://u:geh/eim@git.example.com/a",
                "https://u:ge?heim@git.example.com/a",
                "https://u:12#heim@git.example.com/a",
                "https://git.example.com/a/u:geheim@b",
                "ext::curl -u u:geheim git.example.com"
            })
    void isNothingWhereALoginCouldBeAnywhere(String remote) {
        assertThat(RemoteUrl.withoutLogin(remote)).isEmpty();
    }
}
