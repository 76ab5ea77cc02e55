package io.beaconward.dialect;

import io.beaconward.syslog.Message;

/** What a vendor does unlike all others: the last word on a flow that its table has filled. */
@FunctionalInterface
interface Finish {
    void finish(Message message, Fields fields, Flow flow);
}
