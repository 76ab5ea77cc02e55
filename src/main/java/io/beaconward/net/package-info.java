/** Sockets to bounded frames, each with its peer and receive time. */
@NullMarked
package io.beaconward.net;

import org.jspecify.annotations.NullMarked;
