package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.engine.time.Sleeper;

/** What Jenkins' own steps need of the build around them. */
record Surroundings(RehearsalRun build, BuildResult result, BuildLog log, Question question, Sleeper sleeper) {}
