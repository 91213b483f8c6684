#include "tests/support/modelanswer.h"

#include "tests/support/results.h"

namespace larder::test {

namespace {

constexpr qint64 kParameters = 16;

qint64 rowsOf(const ModelAnswer& answer)
{
    qint64 sum = 0;
    for (int table = 0; table < ModelDatabase::kTables; ++table) {
        if (modelTables(answer.query) & (1U << table))
            sum += answer.numbers.at(size_t(table));
    }
    return sum % 7 * 5;
}

} // namespace

ModelDatabase::Tables modelTables(const QByteArray& sql)
{
    ModelDatabase::Tables tables = 0;
    for (qsizetype i = 0; i + 1 < sql.size(); ++i) {
        const int digit = sql.at(i + 1) - '0';
        if (sql.at(i) == 't' && digit >= 0 && digit < ModelDatabase::kTables)
            tables |= 1U << digit;
    }
    return tables;
}

QByteArray modelSelect(ModelDatabase::Tables tables)
{
    QByteArrayList names;
    for (int table = 0; table < ModelDatabase::kTables; ++table) {
        if (tables & (1U << table))
            names << 't' + QByteArray::number(table);
    }
    return "SELECT * FROM " + names.join(", ") + " WHERE k = :k";
}

qint64 modelQuery(const QByteArray& sql, const std::vector<Parameter>& parameters)
{
    const qint64 parameter = parameters.empty() ? 0 : std::get<qint64>(parameters.front().value);
    return modelTables(sql) * kParameters + parameter;
}

ModelDatabase::Tables modelTables(qint64 query)
{
    return ModelDatabase::Tables(query / kParameters);
}

ResultPtr modelResult(const ModelAnswer& answer)
{
    QStringList facts{QString::number(answer.query), QString::number(answer.at), QString::number(answer.run),
        QString::number(int(answer.inTransaction)), QString::number(int(answer.isPeculiar))};
    for (const qint64 number : answer.numbers)
        facts << QString::number(number);
    const std::vector<Row> rows(size_t(rowsOf(answer)), Row{answer.at});
    return resultOf({facts.join(u' ')}, rows);
}

std::optional<ModelAnswer> modelAnswer(const ResultSet& result)
{
    if (result.columnCount() != 1)
        return std::nullopt;
    const QStringList facts = result.columns().front().name.split(u' ');
    ModelAnswer answer;
    if (facts.size() != qsizetype(5 + answer.numbers.size()))
        return std::nullopt;
    answer.query = facts[0].toLongLong();
    answer.at = facts[1].toLongLong();
    answer.run = facts[2].toULongLong();
    answer.inTransaction = facts[3] == u"1";
    answer.isPeculiar = facts[4] == u"1";
    for (size_t table = 0; table < answer.numbers.size(); ++table)
        answer.numbers.at(table) = facts[qsizetype(5 + table)].toLongLong();
    if (result.rowCount() != rowsOf(answer))
        return std::nullopt;
    for (qint64 row = 0; row < result.rowCount(); ++row) {
        if (result.cell(row, 0).integer != answer.at)
            return std::nullopt;
    }
    return answer;
}

} // namespace larder::test
