#include "app/sqlcommand.h"

#include "cache/classificationreason.h"
#include "cache/sql/sqlclassifier.h"
#include "cache/sql/sqlsplitter.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace larder {

namespace {

QJsonArray namesOf(const std::vector<QByteArray>& names)
{
    QJsonArray array;
    for (const QByteArray& name : names)
        array.append(QString::fromUtf8(name));
    return array;
}

QByteArray lineOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QByteArray splitJson(const QByteArray& script, SqlDialect dialect)
{
    QJsonArray statements;
    for (const SqlStatementRange& range : splitSql(script, dialect)) {
        if (range.kind != SqlRangeKind::Statement)
            continue;
        statements.append(
            QJsonObject{{QStringLiteral("text"), QString::fromUtf8(script.mid(range.offset, range.length))},
                {QStringLiteral("offset"), range.offset}, {QStringLiteral("length"), range.length}});
    }
    return lineOf({{QStringLiteral("statements"), statements}});
}

QByteArray classificationJson(const QByteArray& sql, SqlDialect dialect)
{
    const SqlClassification classification = classifySql(sql, dialect);
    QJsonObject object{{QStringLiteral("readOnly"), classification.readOnly},
        {QStringLiteral("cacheable"), classification.cacheable},
        {QStringLiteral("reads"), namesOf(classification.reads)},
        {QStringLiteral("writes"), namesOf(classification.writes)}, {QStringLiteral("reason"), QJsonValue()},
        {QStringLiteral("token"), QJsonValue()}};
    if (!classification.cacheable) {
        const SqlToken token = classification.token;
        object[QStringLiteral("reason")] = classificationReason(classification, sql).detail;
        object[QStringLiteral("token")] = QString::fromUtf8(sql.mid(token.offset, token.length));
    }
    return lineOf(object);
}

int runSqlCommand(const SqlCommand& command)
{
    QFile file(command.file);
    const bool open = command.file == QStringLiteral("-") ? file.open(stdin, QIODevice::ReadOnly)
                                                          : file.open(QIODevice::ReadOnly);
    if (!open) {
        std::fprintf(
            stderr, "larder: Cannot read %s: %s\n", qPrintable(command.file), qPrintable(file.errorString()));
        return 1;
    }
    const QByteArray text = file.readAll();
    const QByteArray answer = command.task == SqlCommand::Task::Split
        ? splitJson(text, command.dialect)
        : classificationJson(text, command.dialect);
    const bool written
        = std::fwrite(answer.constData(), 1, size_t(answer.size()), stdout) == size_t(answer.size());
    if (written && std::fflush(stdout) == 0)
        return 0;
    std::fprintf(stderr, "larder: Cannot write the answer\n");
    return 1;
}

} // namespace larder
