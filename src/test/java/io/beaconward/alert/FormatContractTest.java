package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beaconward.detect.Finding;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every format, whatever the names from the logs are. */
class FormatContractTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Provide
    Arbitrary<Finding> findings() {
        return Findings.any();
    }

    @Provide
    Arbitrary<Format> formats() {
        return Arbitraries.of(List.of(new GenericJson(), new SlackText()));
    }

    @Property
    void bodyIsAJsonObjectOnOneLineOfAscii(@ForAll("formats") Format format, @ForAll("findings") Finding finding)
            throws Exception {
        byte[] body = format.body(Alert.of(finding));

        assertThat(format.contentType()).isEqualTo("application/json");
        for (byte b : body) assertThat(b).isBetween((byte) ' ', (byte) 0x7f);
        JsonNode json = JSON.readTree(body);
        assertThat(json.isObject()).isTrue();
    }
}
