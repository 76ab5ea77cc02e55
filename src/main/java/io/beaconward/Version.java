package io.beaconward;

import picocli.CommandLine.IVersionProvider;

/** The program's version, as the jar's manifest states it. */
final class Version implements IVersionProvider {
    /** The version; {@code development} where the program does not run from its jar. */
    static String number() {
        String stated = Main.class.getPackage().getImplementationVersion();
        return stated == null ? "development" : stated;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"beaconward " + number()};
    }
}
