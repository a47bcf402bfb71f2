package com.google.common.util.concurrent;

import java.util.concurrent.Future;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface ListenableFuture<V> extends Future<V> {}
