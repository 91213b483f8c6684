#pragma once

#include "cache/resultset.h"
#include "cache/rows/rowsource.h"
#include "cache/value.h"
#include "tests/support/modeldatabase.h"

#include <optional>

namespace larder::test {

/// A question for rows of one table of the model's database, by their keys or for all of them.
struct ModelRowQuestion
{
    int table = 0;
    /// The columns stand the other way round.
    bool swapped = false;
    /// Missing for all.
    std::optional<std::vector<qint64>> ids = std::nullopt;
};

/// A row of a table is a key and a value.
using ModelRow = std::pair<qint64, qint64>;

/// "SELECT id, n FROM t3", also with a condition on the key, and as a refill asks; nothing for another one.
[[nodiscard]] std::optional<ModelRowQuestion> modelRowQuestion(
    const QByteArray& sql, const std::vector<Parameter>& parameters);
/// The answer where the table has this @p number, in the order of the keys. From one number to the next some
/// rows change, come and go, and others stay.
[[nodiscard]] std::vector<ModelRow> modelRows(const ModelRowQuestion& question, qint64 number);
[[nodiscard]] ResultPtr modelRowResult(const ModelRowQuestion& question, qint64 number);
[[nodiscard]] RowSource modelRowSource(const ModelRowQuestion& question);
/// What a result holds, in the order of the keys; nothing if it is no answer to @p question.
[[nodiscard]] std::optional<std::vector<ModelRow>> modelRowsIn(
    const ModelRowQuestion& question, const ResultSet& result);

} // namespace larder::test
