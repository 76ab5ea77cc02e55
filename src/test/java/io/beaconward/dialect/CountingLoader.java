package io.beaconward.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Loads Beaconward's classes a second time, with each load of a byte counted in {@link Visits}, so that what reading costs is
 * known to the byte and does not depend on the machine. The code under test is the shipped code.
 */
final class CountingLoader extends ClassLoader {
    private static final String HOUSE = "io.beaconward.";
    private static final Set<String> SHARED = Set.of(FrameReader.class.getName(), Visits.class.getName());
    private static final String COUNTER = Type.getInternalName(Visits.class);
    private static final Set<String> COUNTED_CALLS =
            Set.of("java/util/Arrays.equals", "java/util/Arrays.copyOf", "java/lang/System.arraycopy");

    private final Set<String> uncounted = new TreeSet<>();

    CountingLoader() {
        super(CountingLoader.class.getClassLoader());
    }

    /** A reader all of whose visits are counted. */
    FrameReader reader() {
        try {
            Class<?> type = loadClass(CountedReader.class.getName());
            return (FrameReader) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The library's methods that were handed arrays of bytes by the code loaded so far, but are not counted. */
    Set<String> uncounted() {
        return uncounted;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(HOUSE) || SHARED.contains(name)) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) throw new ClassNotFoundException(name);
            ClassReader original = new ClassReader(file);
            ClassWriter counting = new ClassWriter(0);
            original.accept(new Counting(counting), 0);
            byte[] code = counting.toByteArray();
            return defineClass(name, code, 0, code.length);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private final class Counting extends ClassVisitor {
        Counting(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            return new CountingMethod(super.visitMethod(access, name, type, signature, exceptions));
        }
    }

    private final class CountingMethod extends MethodVisitor {
        CountingMethod(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.BALOAD) super.visitMethodInsn(Opcodes.INVOKESTATIC, COUNTER, "one", "()V", false);
            super.visitInsn(opcode);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean ofInterface) {
            boolean library = !owner.startsWith("io/beaconward/");
            boolean copy = owner.equals("java/lang/System") && name.equals("arraycopy");
            boolean bytes = library && type.substring(0, type.indexOf(')')).contains("[B");
            if (copy || (bytes && COUNTED_CALLS.contains(owner + "." + name))) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, COUNTER, name, type, false);
                return;
            }
            if (bytes && owner.equals("java/lang/invoke/VarHandle")) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, COUNTER, "one", "()V", false);
            } else if (bytes) {
                uncounted.add(owner + "." + name);
            }
            super.visitMethodInsn(opcode, owner, name, type, ofInterface);
        }
    }
}
