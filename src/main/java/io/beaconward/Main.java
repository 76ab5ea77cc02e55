package io.beaconward;

/** The command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("beaconward " + args.length);
    }
}
