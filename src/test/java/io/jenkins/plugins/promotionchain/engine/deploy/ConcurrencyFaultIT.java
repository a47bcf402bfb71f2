package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Two deployments of the same component, or one and what is left of another. */
class ConcurrencyFaultIT extends FaultScenario {

    /** The newest one: of an older one the process is gone, and its number may be another one's. */
    private static final String KILL =
            "kill -9 $(cut -d ' ' -f 1 $(ls -t /home/django/.promotion-chain/transactions/*/process | head -n 1))";

    private Duration lockTimeout = Duration.ofSeconds(60);

    @Override
    protected SwapSettings swap() {
        return new SwapSettings(SwapStrategy.NGINX, lockTimeout, SwapSettings.DEFAULT_DRAIN_TIMEOUT, 3, SmokeTest.NONE);
    }

    @Test
    void theSecondWaitsAndBothEndWell() throws Exception {
        image("two");
        ContainerRequest third = request(image("three"), Map.of());
        deploy("one");
        try (Visitor visitor = visitor()) {
            Meanwhile[] second = new Meanwhile[1];
            deploy("two", Hook.healthy(() -> {
                second[0] = new Meanwhile(() -> deploy(third));
                while (!told().contains(
                                "Waiting, at most 60 s, for the lock of stories.dev.backend: held by https://ci")) {
                    Thread.sleep(10);
                }
            }));
            second[0].close();
            visitor.rest();
            visitor.close();

            assertThat(visitor.failures()).as(told()).isEmpty();
            assertThat(visitor.versions()).startsWith("one").contains("two").endsWith("three");
        }
        assertThat(candidates()).isEmpty();
    }

    @Test
    void theSecondDoesNotWaitForEver() throws Exception {
        image("two");
        getsThere(() -> deploy("two", Hook.healthy(() -> {
            lockTimeout = Duration.ofSeconds(1);
            assertThatThrownBy(() -> deploy("three"))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("Another deployment of the backend of stories in dev")
                    .hasMessageContaining("did not end within 1 s: https://ci.example.com/job/1/, since 2")
                    .hasMessageContaining("give the step a longer lockTimeout");
            lockTimeout = Duration.ofSeconds(60);
        })));
    }

    @Test
    void whatRunsOnTheServerIsKilled() throws Exception {
        nobodyNotices(() -> {
            assertThatThrownBy(() -> deploy("two", Hook.healthy(() -> administrator.run(KILL))))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("was killed on the server");
            assertThat(told()).contains("An earlier deployment of stories-backend was cut off");
        });
    }

    @Test
    void whatRunsOnTheServerIsKilledAfterTheSwitch() throws Exception {
        isTakenBack(() -> assertThatThrownBy(() -> deploy("two", Hook.serving(() -> administrator.run(KILL))))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("was killed on the server"));
    }

    /** The lock of one whose process is gone is nobody's, and what it left is put right first. */
    @Test
    void theBuildAndWhatRunsOnTheServerAreKilled() throws Exception {
        isTakenBack(() -> {
            assertThatThrownBy(() -> deploy("two", Hook.serving(() -> {
                        administrator.run(KILL);
                        throw new IllegalStateException("The controller is killed");
                    })))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(candidates()).isNotEmpty();

            assertThat(deploy("one").changes()).anyMatch(change -> change.contains("cut off had left repaired"));
            assertThat(told()).doesNotContain("Waiting, at most");
        });
    }

    /** The same step of the same build, begun anew after a restart of the controller. */
    @Test
    void theBuildIsKilledAndGoesOn() throws Exception {
        for (Hook.Moment moment : Hook.Moment.values()) {
            TransactionId id = TransactionId.random();
            getsThere(() -> {
                ContainerRequest two = request(image("two"), Map.of());
                assertThatThrownBy(() -> deploy(two, id, Hook.at(moment, () -> {
                            throw new IllegalStateException("The controller is killed");
                        })))
                        .isInstanceOf(IllegalStateException.class);
                assertThat(deploy(two, id, Verification.NONE).previous()).contains(image("one"));
            });
        }
    }

    @Test
    void theJvmOfTheBuildIsKilledAndAnotherOneGoesOn() throws Exception {
        TransactionId id = TransactionId.random();
        ContainerRequest two = request(image("two"), Map.of());
        getsThere(() -> {
            BuildProcess build = BuildProcess.start(two.image(), id);
            try {
                build.awaitGate();
            } finally {
                build.kill();
            }
            assertThat(deploy(two, id, Verification.NONE).changed()).isTrue();
        });
        assertThat(administrator.run("ls /home/django/.promotion-chain/transactions"))
                .isEmpty();
    }

    @Test
    void twoThatAskForTheSameAtOnce() throws Exception {
        ContainerRequest two = request(image("two"), Map.of());
        CountDownLatch start = new CountDownLatch(1);
        getsThere(() -> {
            try (Meanwhile first = new Meanwhile(() -> {
                        start.await();
                        deploy(two);
                    });
                    Meanwhile second = new Meanwhile(() -> {
                        start.await();
                        deploy(two);
                    })) {
                start.countDown();
            }
        });
    }
}
