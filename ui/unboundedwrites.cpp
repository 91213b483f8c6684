#include "ui/unboundedwrites.h"

#include "cache/sql/sqlclassifier.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("UnboundedWrites", text);
}

/// Empty if there is nothing to ask.
QString warningOf(const QByteArray& sql, SqlDialect dialect)
{
    const SqlClassification read = classifySql(sql, dialect);
    const bool deletes = read.verb == "DELETE";
    if (read.readOnly || read.hasWhere || (!deletes && read.verb != "UPDATE"))
        return {};
    const QString table = read.writes.empty() ? tr("a table") : QString::fromUtf8(read.writes.front());
    return (deletes ? tr("DELETE without WHERE removes all rows of %1.")
                    : tr("UPDATE without WHERE changes all rows of %1."))
        .arg(table);
}

} // namespace

bool mayChangeAllRows(const std::vector<QByteArray>& statements, SqlDialect dialect, QWidget* parent)
{
    QStringList warnings;
    for (const QByteArray& sql : statements) {
        if (const QString warning = warningOf(sql, dialect); !warning.isEmpty())
            warnings << warning;
    }
    if (warnings.isEmpty())
        return true;
    QMessageBox box(QMessageBox::Warning, QStringLiteral("Larder"),
        warnings.mid(0, 5).join(QLatin1Char('\n')), QMessageBox::Cancel, parent);
    box.setObjectName(QStringLiteral("unboundedWritesBox"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(tr("Add a WHERE to choose rows; WHERE true asks no question."));
    const QPushButton* const go = box.addButton(tr("Run it"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == go;
}

} // namespace larder
