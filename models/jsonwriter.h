#pragma once

#include "models/rowwriter.h"

namespace larder {

/// Objects with a key per column, one a line, in an array or alone (JSON lines). Numbers have all their
/// digits, exact decimals, too; "true" and "false" of a boolean column are JSON's own. What JSON has no form
/// for is an object that names its kind: a BLOB {"blob": "00ff"}, in hexadecimal digits; text that is no
/// UTF-8 {"text_base64": "…"}; infinity {"real": "Infinity"}.
class JsonWriter final : public RowWriter
{
public:
    enum class Shape { Array, Lines };

    JsonWriter(Shape shape, ByteSink& sink) : m_shape(shape), m_sink(sink) { }

    void begin(const std::vector<ColumnInfo>& columns) override;
    void writeRow(std::span<const Cell> cells) override;
    void finish() override;

private:
    /// What the texts of a column are written as, where JSON has a form for it.
    enum class BareTexts { None, Booleans, Numbers };

    [[nodiscard]] static BareTexts bareTextsOf(const QString& type);
    [[nodiscard]] static bool isBare(const Cell& cell, BareTexts texts);
    void writeCell(const Cell& cell);
    void writeString(QByteArrayView utf8);

    const Shape m_shape;
    ByteSink& m_sink;
    // With what stands between it and the value before, and the colon.
    QByteArrayList m_keys;
    std::vector<BareTexts> m_bareTexts;
    bool m_empty = true;
};

} // namespace larder
