#include "tests/support/modelrows.h"

#include "tests/support/modelanswer.h"
#include "tests/support/results.h"

#include <algorithm>
#include <bit>

namespace larder::test {

namespace {

constexpr qint64 kKeys = 9;

bool isThere(qint64 number, qint64 id)
{
    return (number / 3 + id * 5) % 7 != 0;
}

qint64 valueOf(qint64 number, qint64 id)
{
    return number - (number + id) % 4;
}

} // namespace

std::optional<ModelRowQuestion> modelRowQuestion(
    const QByteArray& sql, const std::vector<Parameter>& parameters)
{
    const bool swapped = sql.startsWith("SELECT n, id") || sql.contains(".\"n\", ");
    if (!swapped && !sql.startsWith("SELECT id") && !sql.contains(".\"id\", "))
        return std::nullopt;
    ModelRowQuestion question{std::countr_zero(modelTables(sql)), swapped};
    if (sql.contains("WHERE id") || sql.contains("WHERE \"t")) {
        question.ids.emplace();
        for (const Parameter& parameter : parameters)
            question.ids->push_back(std::get<qint64>(parameter.value));
    }
    return question;
}

std::vector<ModelRow> modelRows(const ModelRowQuestion& question, qint64 number)
{
    std::vector<ModelRow> rows;
    for (qint64 id = 0; id < kKeys; ++id) {
        const bool isAsked = !question.ids
            || std::find(question.ids->begin(), question.ids->end(), id) != question.ids->end();
        if (isAsked && isThere(number, id))
            rows.emplace_back(id, valueOf(number, id));
    }
    return rows;
}

ResultPtr modelRowResult(const ModelRowQuestion& question, qint64 number)
{
    const QString table = QStringLiteral("t%1").arg(question.table);
    std::vector<ColumnInfo> columns;
    for (const QString& name : {QStringLiteral("id"), QStringLiteral("n")})
        columns.push_back({name, {}, table, name});
    if (question.swapped)
        std::swap(columns[0], columns[1]);
    ResultBuilder builder(std::move(columns));
    for (const auto& [id, value] : modelRows(question, number)) {
        builder.column(question.swapped ? 1 : 0).appendInteger(id);
        builder.column(question.swapped ? 0 : 1).appendInteger(value);
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

RowSource modelRowSource(const ModelRowQuestion& question)
{
    return {"main.t" + QByteArray::number(question.table), {question.swapped ? 1 : 0}, !question.swapped};
}

std::optional<std::vector<ModelRow>> modelRowsIn(const ModelRowQuestion& question, const ResultSet& result)
{
    const int key = question.swapped ? 1 : 0;
    if (result.columnCount() != 2 || result.columns()[size_t(key)].name != u"id"
        || result.columns()[size_t(1 - key)].name != u"n")
        return std::nullopt;
    std::vector<ModelRow> rows;
    for (qint64 row = 0; row < result.rowCount(); ++row)
        rows.emplace_back(result.cell(row, key).integer, result.cell(row, 1 - key).integer);
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace larder::test
