package dev.colophon.account.factor;

import io.nayuki.qrcodegen.QrCode;

/**
 * An address as a square that cameras read.
 *
 * @param size of its side, a quiet border included
 * @param path the dark squares, for an SVG
 */
public record FactorPicture(int size, String path) {
    private static final int BORDER = 4;

    static FactorPicture of(String address) {
        QrCode code = QrCode.encodeText(address, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int row = 0; row < code.size; row++) {
            for (int column = 0; column < code.size; column++) {
                if (code.getModule(column, row)) {
                    path.append('M')
                            .append(column + BORDER)
                            .append(' ')
                            .append(row + BORDER)
                            .append("h1v1h-1z");
                }
            }
        }
        return new FactorPicture(code.size + 2 * BORDER, path.toString());
    }

    @Override
    public String toString() {
        return "FactorPicture[" + size + "]";
    }
}
