package hudson.remoting;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface Future<V> extends java.util.concurrent.Future<V> {}
