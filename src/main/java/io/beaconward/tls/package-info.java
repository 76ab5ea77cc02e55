/** What TLS shows and whom it trusts: certificates and keys from files, read anew when these change. */
@NullMarked
package io.beaconward.tls;

import org.jspecify.annotations.NullMarked;
