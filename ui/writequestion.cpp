#include "ui/writequestion.h"

#include "cache/sql/sqlclassifier.h"
#include "models/celltext.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("WriteQuestion", text);
}

constexpr int kMostShown = 5;
constexpr int kStatementCharacters = 60;

/// Empty if it changes no table as a whole.
QString unboundedWarning(const SqlClassification& read)
{
    const bool deletes = read.verb == "DELETE";
    if (read.readOnly || read.hasWhere || (!deletes && read.verb != "UPDATE"))
        return {};
    const QString table = read.writes.empty() ? tr("a table") : QString::fromUtf8(read.writes.front());
    return (deletes ? tr("DELETE without WHERE removes all rows of %1.")
                    : tr("UPDATE without WHERE changes all rows of %1."))
        .arg(table);
}

QString shortened(const QByteArray& sql)
{
    const QString line = oneLineText(QString::fromUtf8(sql));
    return line.size() <= kStatementCharacters ? line : line.left(kStatementCharacters) + QChar(0x2026);
}

/// Empty if there is nothing to ask.
QString warningOf(const QByteArray& sql, SqlDialect dialect, bool production)
{
    const SqlClassification read = classifySql(sql, dialect);
    const QString unbounded = unboundedWarning(read);
    if (!unbounded.isEmpty() || !production || read.readOnly || read.transactionControl)
        return unbounded;
    return tr("On a production database: %1").arg(shortened(sql));
}

QString listOf(const QStringList& warnings)
{
    QStringList shown = warnings.mid(0, kMostShown);
    if (warnings.size() > kMostShown)
        shown << tr("and %1 more").arg(warnings.size() - kMostShown);
    return shown.join(QLatin1Char('\n'));
}

} // namespace

bool mayRun(const std::vector<QByteArray>& statements, SqlDialect dialect, bool production, QWidget* parent)
{
    QStringList warnings;
    bool asksForWhere = false;
    for (const QByteArray& sql : statements) {
        const QString warning = warningOf(sql, dialect, production);
        if (warning.isEmpty())
            continue;
        warnings << warning;
        asksForWhere = asksForWhere || !unboundedWarning(classifySql(sql, dialect)).isEmpty();
    }
    if (warnings.isEmpty())
        return true;
    QMessageBox box(
        QMessageBox::Warning, QStringLiteral("Larder"), listOf(warnings), QMessageBox::Cancel, parent);
    box.setObjectName(QStringLiteral("writeQuestion"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(asksForWhere && !production
            ? tr("Add a WHERE to choose rows; WHERE true asks no question.")
            : tr("Once it is committed, nothing here can undo it."));
    const QPushButton* const go = box.addButton(tr("Run it"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == go;
}

} // namespace larder
