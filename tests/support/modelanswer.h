#pragma once

#include "cache/queryrequest.h"
#include "cache/resultset.h"
#include "tests/support/modeldatabase.h"

#include <optional>

namespace larder::test {

/// What a result of the model's database says of itself: which question it answers, and when it was true.
struct ModelAnswer
{
    /// The question, as modelQuery() numbers them.
    qint64 query = 0;
    ModelDatabase::Moment at = 0;
    /// The run whose statement read it.
    quint64 run = 0;
    bool inTransaction = false;
    /// The session had tables of its own in the place of the database's.
    bool isPeculiar = false;
    /// Meaningful for the tables of the question only.
    ModelDatabase::Content numbers = {};

    bool operator==(const ModelAnswer&) const = default;
};

/// The tables that stand in @p sql: "SELECT * FROM t0, t3" has the bits 0 and 3.
[[nodiscard]] ModelDatabase::Tables modelTables(const QByteArray& sql);
/// "SELECT * FROM t0, t3 WHERE k = :k".
[[nodiscard]] QByteArray modelSelect(ModelDatabase::Tables tables);
/// One number for a statement and its parameter k, which is below 16.
[[nodiscard]] qint64 modelQuery(const QByteArray& sql, const std::vector<Parameter>& parameters);
[[nodiscard]] ModelDatabase::Tables modelTables(qint64 query);

/// Rows that carry @p answer in the name of their column, so that a result without a row has it too. The
/// number of rows depends on the content; some answers have none.
[[nodiscard]] ResultPtr modelResult(const ModelAnswer& answer);
/// The answer in @p result; none if it is not one that modelResult() made.
[[nodiscard]] std::optional<ModelAnswer> modelAnswer(const ResultSet& result);

} // namespace larder::test
