/** Bytes read as text, numbers and addresses without allocating. */
@NullMarked
package io.beaconward.bytes;

import org.jspecify.annotations.NullMarked;
