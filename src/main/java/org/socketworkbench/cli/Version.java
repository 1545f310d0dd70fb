package org.socketworkbench.cli;

import org.socketworkbench.messages.Messages;

import picocli.CommandLine.IVersionProvider;

/** The program's version and its platform. */
final class Version implements IVersionProvider {
    private static final Messages MESSAGES = Messages.of(Version.class);

    @Override
    public String[] getVersion() {
        String version = Version.class.getModule().getDescriptor().rawVersion().orElse("?");
        return new String[] {MESSAGES.text("version.text", version, Runtime.version(), System.getProperty("os.name"),
                System.getProperty("os.version"), System.getProperty("os.arch"))};
    }
}
