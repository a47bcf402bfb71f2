package hudson.model;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public abstract class Cause {
    public abstract String getShortDescription();

    /** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
    public static class UserIdCause extends Cause {
        private final String userId;

        public UserIdCause(String userId) {
            this.userId = userId;
        }

        public String getUserId() {
            return userId;
        }

        @Override
        public String getShortDescription() {
            return "Started by user " + userId;
        }
    }
}
