import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Build step: compiles the one class that Chronicle Map generates from source whenever it opens its first map, and puts
 * it among the project's classes. Chronicle asks the class loader for it before it compiles, so with it in the jar the
 * appliance starts a second earlier and needs no JDK, only a JRE.
 *
 * <p>Usage: {@code PrecompileChronicleClass CLASSES_DIRECTORY}. The class is compiled for Java 17, whatever runs this.
 */
final class PrecompileChronicleClass {
    private static final String PACKAGE = "net.openhft.chronicle.hash";
    private static final String VALUE_INTERFACE = PACKAGE + ".VanillaGlobalMutableState";
    private static final String GENERATED = "VanillaGlobalMutableState$$Native";

    private PrecompileChronicleClass() {}

    public static void main(String[] args) throws Exception {
        Path classes = Path.of(args[0]);
        if (Files.exists(classes.resolve(PACKAGE.replace('.', '/')).resolve(GENERATED + ".class"))) return;
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-source",
                    "17",
                    "-target",
                    "17",
                    "-nowarn",
                    "-Xlint:none",
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(null, files, null, options, null, List.of(source()))
                    .call();
            if (!compiled) throw new IllegalStateException("cannot compile " + GENERATED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source as Chronicle Values itself would generate it; its generator is not public. */
    private static JavaFileObject source() throws ReflectiveOperationException {
        Class<?> modelClass = Class.forName("net.openhft.chronicle.values.ValueModel");
        Object model = modelClass.getMethod("acquire", Class.class).invoke(null, Class.forName(VALUE_INTERFACE));
        Method generate = Class.forName("net.openhft.chronicle.values.Generators")
                .getDeclaredMethod("generateNativeClass", modelClass, String.class);
        generate.setAccessible(true);
        String code = (String) generate.invoke(null, model, GENERATED);
        URI name = URI.create("string:///" + PACKAGE.replace('.', '/') + "/" + GENERATED.replace("$", "%24") + ".java");
        return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }

            @Override
            public boolean isNameCompatible(String simpleName, Kind kind) {
                return true;
            }
        };
    }
}
