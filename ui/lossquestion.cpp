#include "ui/lossquestion.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace larder {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("LossQuestion", text);
}

} // namespace

bool askToLoseTransactions(QWidget* parent, const QStringList& connections)
{
    QMessageBox box(QMessageBox::Warning, QStringLiteral("Larder"),
        translated("A transaction is open on %1.").arg(connections.join(QStringLiteral(", "))),
        QMessageBox::Cancel, parent);
    box.setInformativeText(translated(
        "What was changed in it is lost if it is closed now. Run COMMIT to keep the changes; where a "
        "statement has failed, go back to a savepoint first."));
    const QPushButton* const lose
        = box.addButton(translated("Close and lose them"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == lose;
}

} // namespace larder
