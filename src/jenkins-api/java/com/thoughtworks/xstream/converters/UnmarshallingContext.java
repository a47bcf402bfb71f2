package com.thoughtworks.xstream.converters;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface UnmarshallingContext {}
