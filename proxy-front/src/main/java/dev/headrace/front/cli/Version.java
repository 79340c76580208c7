package dev.headrace.front.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this program: a test holds it to that of the build. */
final class Version implements IVersionProvider {
    static final String CURRENT = "0.1.0-SNAPSHOT";

    @Override
    public String[] getVersion() {
        return new String[] {"headrace " + CURRENT, "Java " + Runtime.version()};
    }
}
