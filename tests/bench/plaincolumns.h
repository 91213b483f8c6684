#pragma once

#include "cache/resultset.h"
#include "tests/bench/benches.h"

#include <string_view>
#include <vector>

namespace larder::bench {

/// The rows of a result as a program keeps them that uses the library of a server by itself: column by
/// column, in pieces of 16,384 rows, numbers as numbers (the base of PERFORMANCE.md, section 1c).
class PlainColumns
{
public:
    enum class Kind { Integer, Real, Text };

    explicit PlainColumns(const std::vector<Kind>& kinds);

    /// The next value of @p column, as a server sends it.
    void add(size_t column, std::string_view text);
    void addNull(size_t column);
    void endRow();
    [[nodiscard]] qint64 rowCount() const { return m_rows; }

private:
    struct Column
    {
        Kind kind = Kind::Text;
        std::vector<qint64> integers = {};
        std::vector<double> reals = {};
        std::vector<char> bytes = {};
        std::vector<quint32> ends = {};
        std::vector<bool> nulls = {};
    };

    std::vector<Column> m_open;
    std::vector<std::vector<Column>> m_full;
    qint64 m_rows = 0;
};

/// For the rows of the table that is fetched from servers, in the order of its columns (PERFORMANCE.md).
[[nodiscard]] PlainColumns plainColumns();

/// How the library of a server is used by itself.
enum class Bare {
    /// The least that a reader must do that holds no more than a row: take each, and look at every value.
    Looked,
    /// What a reader must do that has them afterwards.
    Kept,
};

/// Fetching size.rows rows by the bare library, in both ways, and by Larder, each with memory that the system
/// hands out anew. Larder is judged by what keeps plain columns. @p bare returns what it has seen.
[[nodiscard]] std::vector<Measure> compareFetches(const QString& name, const BenchSize& size,
    const std::function<qint64(Bare way, PlainColumns& kept)>& bare, const std::function<ResultPtr()>& read);

} // namespace larder::bench
