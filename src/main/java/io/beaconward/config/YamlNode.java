package io.beaconward.config;

import java.util.List;
import java.util.Map;

/** A part of a YAML document, with the line it begins in. */
sealed interface YamlNode {
    int line();

    /** Text, a number, a truth value, all as written; empty text where nothing is. */
    record Scalar(String text, boolean absent, int line) implements YamlNode {}

    record Sequence(List<YamlNode> items, int line) implements YamlNode {}

    record Mapping(Map<String, YamlNode> entries, int line) implements YamlNode {}
}
