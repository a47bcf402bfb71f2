package io.jenkins.plugins.promotionchain.steps;
final class BuildConnections { static BuildConnections get(){return new BuildConnections();} io.jenkins.plugins.promotionchain.engine.ssh.Server server(hudson.model.Run<?,?> r, ServerAccess a){throw new UnsupportedOperationException();} }
