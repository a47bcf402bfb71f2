package io.jenkins.plugins.promotionchain.engine.value;

/**
 * A TCP port.
 *
 * @param number 1 to 65535
 */
public record Port(int number) {

    public Port {
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("A port is a number from 1 to 65535, not " + number);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
