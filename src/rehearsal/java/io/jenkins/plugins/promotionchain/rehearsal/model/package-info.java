/**
 * A declarative Jenkinsfile, read and checked before anything of it runs. What the rehearsal does not support is refused
 * here with file, line and name; it uses Groovy's parser and nothing else.
 */
package io.jenkins.plugins.promotionchain.rehearsal.model;
