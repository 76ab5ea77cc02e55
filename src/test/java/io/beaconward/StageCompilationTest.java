package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class StageCompilationTest {
    @Test
    void everyBoundaryIsAMethodThatExists() {
        assertThat(StageCompilation.BOUNDARIES).allSatisfy(boundary -> {
            String[] parts = boundary.split("::", -1);
            assertThat(types(parts[0])
                            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                            .map(Method::getName))
                    .contains(parts[1]);
        });
    }

    /** One class, or all of a package. */
    private static Stream<Class<?>> types(String pattern) {
        if (!pattern.endsWith(".*")) return Stream.of(type(pattern));
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(pattern.substring(0, pattern.length() - 2))
                        .stream()
                        .map(JavaClass::reflect);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no such class: " + name, e);
        }
    }

    @Test
    void theCompilerTakesThemAll() throws Exception {
        StageCompilation.limit();
        try {
            String held = diagnose("compilerDirectivesPrint");
            assertThat(StageCompilation.BOUNDARIES)
                    .allSatisfy(boundary -> assertThat(held)
                            .contains("-" + boundary.replace('.', '/').replace("::", ".")));
        } finally {
            diagnose("compilerDirectivesRemove");
        }
        assertThat(diagnose("compilerDirectivesPrint")).doesNotContain("io/beaconward");
    }

    private static String diagnose(String command) throws Exception {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        command,
                        new Object[0],
                        new String[0]);
    }
}
