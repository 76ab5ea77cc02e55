/** A frame to its syslog header and body, and the time of what it tells. */
@NullMarked
package io.beaconward.syslog;

import org.jspecify.annotations.NullMarked;
