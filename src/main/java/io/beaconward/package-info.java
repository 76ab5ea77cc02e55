/** Beaconward: a syslog appliance that detects beacons to serverless command-and-control. */
@NullMarked
package io.beaconward;

import org.jspecify.annotations.NullMarked;
