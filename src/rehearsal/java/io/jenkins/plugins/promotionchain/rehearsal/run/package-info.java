/**
 * Runs a checked pipeline: stages, conditions and post actions as Jenkins would, steps through their own classes with
 * the stand-in declarations in Jenkins' place. Nothing here knows the sandbox.
 */
package io.jenkins.plugins.promotionchain.rehearsal.run;
