package org.socketworkbench.trace;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The form of a T: its fields in order, each with its name, its type and the function that gets it from a T; and the
 * function that makes a T from them. It is declared once, for writing and reading. Each number of fields has a record
 * of its own, because the compiler sees through records but not through a list.
 */
interface Form<T> extends Codec<T> {

    /** Makes a T from three values. */
    interface Of3<A, B, C, T> {
        T make(A a, B b, C c);
    }

    /** Makes a T from four values. */
    interface Of4<A, B, C, D, T> {
        T make(A a, B b, C c, D d);
    }

    /** Makes a T from five values. */
    interface Of5<A, B, C, D, E, T> {
        T make(A a, B b, C c, D d, E e);
    }

    /** Makes a T from six values. */
    interface Of6<A, B, C, D, E, F, T> {
        T make(A a, B b, C c, D d, E e, F f);
    }

    /** Makes a T from ten values. */
    interface Of10<A, B, C, D, E, F, G, H, I, J, T> {
        T make(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j);
    }

    static <T> Form<T> of(Supplier<T> make) {
        return new Form0<>(make);
    }

    static <T, A> Form<T> of(Function<A, T> make, Part<? super T, A> a) {
        return new Form1<>(make, a);
    }

    static <T, A, B> Form<T> of(BiFunction<A, B, T> make, Part<? super T, A> a, Part<? super T, B> b) {
        return new Form2<>(make, a, b);
    }

    static <T, A, B, C> Form<T> of(Of3<A, B, C, T> make, Part<? super T, A> a, Part<? super T, B> b,
            Part<? super T, C> c) {
        return new Form3<>(make, a, b, c);
    }

    static <T, A, B, C, D> Form<T> of(Of4<A, B, C, D, T> make, Part<? super T, A> a, Part<? super T, B> b,
            Part<? super T, C> c, Part<? super T, D> d) {
        return new Form4<>(make, a, b, c, d);
    }

    static <T, A, B, C, D, E> Form<T> of(Of5<A, B, C, D, E, T> make, Part<? super T, A> a, Part<? super T, B> b,
            Part<? super T, C> c, Part<? super T, D> d, Part<? super T, E> e) {
        return new Form5<>(make, a, b, c, d, e);
    }

    static <T, A, B, C, D, E, F> Form<T> of(Of6<A, B, C, D, E, F, T> make, Part<? super T, A> a, Part<? super T, B> b,
            Part<? super T, C> c, Part<? super T, D> d, Part<? super T, E> e, Part<? super T, F> f) {
        return new Form6<>(make, a, b, c, d, e, f);
    }

    static <T, A, B, C, D, E, F, G, H, I, J> Form<T> of(Of10<A, B, C, D, E, F, G, H, I, J, T> make,
            Part<? super T, A> a, Part<? super T, B> b, Part<? super T, C> c, Part<? super T, D> d,
            Part<? super T, E> e, Part<? super T, F> f, Part<? super T, G> g, Part<? super T, H> h,
            Part<? super T, I> i, Part<? super T, J> j) {
        return new Form10<>(make, a, b, c, d, e, f, g, h, i, j);
    }

    record Form0<T>(Supplier<T> make) implements Form<T> {
        @Override
        public void write(FieldWriter to, T whole) {}

        @Override
        public T read(FieldReader from) {
            return make.get();
        }
    }

    record Form1<T, A>(Function<A, T> make, Part<? super T, A> a) implements Form<T> {
        @Override
        public void write(FieldWriter to, T whole) {
            a.write(to, whole);
        }

        @Override
        public T read(FieldReader from) {
            return make.apply(a.read(from));
        }
    }

    record Form2<T, A, B>(BiFunction<A, B, T> make, Part<? super T, A> a, Part<? super T, B> b) implements Form<T> {
        @Override
        public void write(FieldWriter to, T whole) {
            a.write(to, whole);
            b.write(to, whole);
        }

        @Override
        public T read(FieldReader from) {
            return make.apply(a.read(from), b.read(from));
        }
    }

    record Form3<T, A, B, C>(Of3<A, B, C, T> make, Part<? super T, A> a, Part<? super T, B> b, Part<? super T, C> c)
            implements Form<T> {
        @Override
        public void write(FieldWriter to, T whole) {
            a.write(to, whole);
            b.write(to, whole);
            c.write(to, whole);
        }

        @Override
        public T read(FieldReader from) {
            return make.make(a.read(from), b.read(from), c.read(from));
        }
    }

    record Form4<T, A, B, C, D>(Of4<A, B, C, D, T> make, Part<? super T, A> a, Part<? super T, B> b,
            Part<? super T, C> c, Part<? super T, D> d) implements Form<T> {
        @Override
        public void write(FieldWriter to, T whole) {
            a.write(to, whole);
            b.write(to, whole);
            c.write(to, whole);
            d.write(to, whole);
        }

        @Override
        public T read(FieldReader from) {
            return make.make(a.read(from), b.read(from), c.read(from), d.read(from));
        }
    }

    record Form5<T, A, B, C, D, E>(Of5<A, B, C, D, E, T> make, Part<? super T, A> a, Part<? super T, B> b,
            Part<? super T, C> c, Part<? super T, D> d, Part<? super T, E> e) implements Form<T> {
        @Override
        public void write(FieldWriter to, T whole) {
            a.write(to, whole);
            b.write(to, whole);
            c.write(to, whole);
            d.write(to, whole);
            e.write(to, whole);
        }

        @Override
        public T read(FieldReader from) {
            return make.make(a.read(from), b.read(from), c.read(from), d.read(from), e.read(from));
        }
    }

    record Form6<T, A, B, C, D, E, F>(Of6<A, B, C, D, E, F, T> make, Part<? super T, A> a, Part<? super T, B> b,
            Part<? super T, C> c, Part<? super T, D> d, Part<? super T, E> e, Part<? super T, F> f)
            implements Form<T> {
        @Override
        public void write(FieldWriter to, T whole) {
            a.write(to, whole);
            b.write(to, whole);
            c.write(to, whole);
            d.write(to, whole);
            e.write(to, whole);
            f.write(to, whole);
        }

        @Override
        public T read(FieldReader from) {
            return make.make(a.read(from), b.read(from), c.read(from), d.read(from), e.read(from), f.read(from));
        }
    }

    record Form10<T, A, B, C, D, E, F, G, H, I, J>(Of10<A, B, C, D, E, F, G, H, I, J, T> make, Part<? super T, A> a,
            Part<? super T, B> b, Part<? super T, C> c, Part<? super T, D> d, Part<? super T, E> e,
            Part<? super T, F> f, Part<? super T, G> g, Part<? super T, H> h, Part<? super T, I> i,
            Part<? super T, J> j) implements Form<T> {
        @Override
        public void write(FieldWriter to, T whole) {
            a.write(to, whole);
            b.write(to, whole);
            c.write(to, whole);
            d.write(to, whole);
            e.write(to, whole);
            f.write(to, whole);
            g.write(to, whole);
            h.write(to, whole);
            i.write(to, whole);
            j.write(to, whole);
        }

        @Override
        public T read(FieldReader from) {
            return make.make(a.read(from), b.read(from), c.read(from), d.read(from), e.read(from), f.read(from),
                    g.read(from), h.read(from), i.read(from), j.read(from));
        }
    }
}
