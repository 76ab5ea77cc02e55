package io.beaconward.net;

/** Why a connection is closed before anything of it is read. The label is the metric's one. */
enum Refusal {
    LIMIT("limit"),
    SENDER_LIMIT("sender-limit"),
    SENDER("sender"),
    NOT_A_PROXY("not-a-proxy"),
    PROXY_HEADER("proxy-header");

    private final String label;

    Refusal(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
