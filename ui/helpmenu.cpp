#include "ui/helpmenu.h"

#include "ui/gridkeys.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMenuBar>
#include <QMessageBox>
#include <QTableWidget>
#include <QVBoxLayout>

namespace larder {

namespace {

struct HelpMenu
{
    Q_DECLARE_TR_FUNCTIONS(larder::HelpMenu)
};

struct Key
{
    QString action;
    QString keys;
};

QString plainText(const QString& text)
{
    return QString(text).remove(u'&');
}

QList<Key> keysOf(const QMainWindow& window)
{
    QList<Key> keys;
    for (const QAction* const menu : window.menuBar()->actions()) {
        for (const QAction* const action : menu->menu()->actions()) {
            if (!action->shortcuts().isEmpty())
                keys << Key{plainText(action->text()),
                    QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)};
        }
    }
    for (const GridKeyHelp& key : gridKeyHelp())
        keys << Key{key.action, key.keys};
    return keys;
}

void showKeys(QMainWindow& window)
{
    auto* const dialog = new QDialog(&window);
    dialog->setObjectName(QStringLiteral("keysDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(HelpMenu::tr("Keys"));
    const QList<Key> keys = keysOf(window);
    auto* const table = new QTableWidget(int(keys.size()), 2, dialog);
    table->setAccessibleName(HelpMenu::tr("Keys"));
    table->setHorizontalHeaderLabels({HelpMenu::tr("Action"), HelpMenu::tr("Keys")});
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    for (int row = 0; row < table->rowCount(); ++row) {
        table->setItem(row, 0, new QTableWidgetItem(keys[row].action));
        table->setItem(row, 1, new QTableWidgetItem(keys[row].keys));
    }
    table->resizeColumnsToContents();
    table->horizontalHeader()->setStretchLastSection(true);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* const layout = new QVBoxLayout(dialog);
    layout->addWidget(table);
    layout->addWidget(buttons);
    dialog->resize(520, 560);
    dialog->open();
}

void showAbout(QMainWindow& window)
{
    auto* const box = new QMessageBox(QMessageBox::NoIcon, HelpMenu::tr("About Larder"),
        HelpMenu::tr("Larder %1").arg(QCoreApplication::applicationVersion()), QMessageBox::Close, &window);
    box->setObjectName(QStringLiteral("aboutBox"));
    box->setInformativeText(HelpMenu::tr(
        "A database browser that keeps what it has fetched, and always tells you whether it is "
        "still true.\n\nFree software under the GNU General Public License, version 3 or later."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace

void addHelpMenu(QMainWindow& window)
{
    QMenu* const menu = window.menuBar()->addMenu(HelpMenu::tr("&Help"));
    menu->addAction(
        HelpMenu::tr("&Keys"), QKeySequence(Qt::Key_F1), &window, [&window] { showKeys(window); });
    menu->addAction(HelpMenu::tr("&About Larder"), &window, [&window] { showAbout(window); });
}

} // namespace larder
