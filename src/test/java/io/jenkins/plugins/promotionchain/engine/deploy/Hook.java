package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.List;

/** Lets something happen once, at a certain moment of a deployment. */
final class Hook implements Verification {

    enum Moment {
        HEALTHY,
        SERVING
    }

    private final Moment moment;
    private final FaultScenario.Act act;
    private boolean happened;

    private Hook(Moment moment, FaultScenario.Act act) {
        this.moment = moment;
        this.act = act;
    }

    static Hook at(Moment moment, FaultScenario.Act act) {
        return new Hook(moment, act);
    }

    /** When the new container is healthy and nobody reaches it yet. */
    static Hook healthy(FaultScenario.Act act) {
        return new Hook(Moment.HEALTHY, act);
    }

    /** When everybody reaches the new container and the old one runs still. */
    static Hook serving(FaultScenario.Act act) {
        return new Hook(Moment.SERVING, act);
    }

    @Override
    public List<String> direct(ContainerName container, Endpoint endpoint)
            throws PromotionFailure, InterruptedException {
        return happens(Moment.HEALTHY);
    }

    @Override
    public List<String> served() throws PromotionFailure, InterruptedException {
        return happens(Moment.SERVING);
    }

    private List<String> happens(Moment now) throws PromotionFailure, InterruptedException {
        if (now == moment && !happened) {
            happened = true;
            try {
                act.run();
            } catch (PromotionFailure | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("The fault could not be made", e);
            }
        }
        return List.of();
    }
}
