#pragma once

#include "cache/databaseport.h"

namespace larder {

/// The values of a statement's parameters ($1, :name) as libpq takes them, place by place: text whose type
/// the server infers, but for NULL and BLOBs.
class PgParameters
{
public:
    /// An error names a parameter without a value or a value without a parameter, or says what keeps the text
    /// from being sent.
    [[nodiscard]] static Result<PgParameters> of(const Statement& statement);

    /// The text to send: its names are places.
    [[nodiscard]] const QByteArray& sql() const { return m_sql; }
    [[nodiscard]] int count() const { return int(m_values.size()); }
    [[nodiscard]] const unsigned* types() const { return m_types.data(); }
    /// Valid as long as this is not moved.
    [[nodiscard]] std::vector<const char*> values() const;
    [[nodiscard]] const int* lengths() const { return m_lengths.data(); }
    [[nodiscard]] const int* formats() const { return m_formats.data(); }

private:
    void append(const Value& value);

    QByteArray m_sql;
    std::vector<QByteArray> m_values;
    std::vector<unsigned> m_types;
    std::vector<int> m_lengths;
    std::vector<int> m_formats;
};

} // namespace larder
