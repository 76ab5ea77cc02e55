package io.beaconward.alert;

/**
 * A notification on its way to one receiver, as it lies in the outbox.
 *
 * @param number its place in the order
 * @param alert the id of the alert or notice
 * @param finding as {@link StoredFinding} or {@link StoredNotice} writes it
 * @param attempts how often it was tried so far
 */
record Letter(long number, String alert, String finding, int attempts) {}
