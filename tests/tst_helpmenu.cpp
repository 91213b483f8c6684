#include "ui/helpmenu.h"

#include <QDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QRegularExpression>
#include <QTableWidget>
#include <QTest>

using namespace larder;

class TestHelpMenu final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        QCoreApplication::setApplicationVersion(QStringLiteral("1.2.3"));
    }

    void listsTheKeysOfAllMenus();
    void tellsTheVersion();

private:
    static void trigger(const QMainWindow& window, const QString& text)
    {
        for (QAction* const action : window.menuBar()->actions().constLast()->menu()->actions()) {
            if (action->text().remove(u'&') == text)
                action->trigger();
        }
    }
};

void TestHelpMenu::listsTheKeysOfAllMenus()
{
    QMainWindow window;
    QMenu* const file = window.menuBar()->addMenu(QStringLiteral("File"));
    file->addAction(QStringLiteral("&Open"))->setShortcut(QKeySequence(QStringLiteral("Ctrl+O")));
    file->addAction(QStringLiteral("Without a key"));
    addHelpMenu(window);
    trigger(window, QStringLiteral("Keys"));
    auto* const dialog = window.findChild<QDialog*>(QStringLiteral("keysDialog"));
    QVERIFY(dialog && dialog->isVisible());
    const auto* const table = dialog->findChild<QTableWidget*>();
    QStringList lines;
    for (int row = 0; row < table->rowCount(); ++row)
        lines << table->item(row, 0)->text() + u' ' + table->item(row, 1)->text();
    QVERIFY2(lines.contains(QStringLiteral("Results: find Ctrl+F")), qPrintable(lines.join(u'\n')));
    QCOMPARE(lines.mid(0, 2), (QStringList{QStringLiteral("Open Ctrl+O"), QStringLiteral("Keys F1")}));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TestHelpMenu::tellsTheVersion()
{
    QMainWindow window;
    addHelpMenu(window);
    trigger(window, QStringLiteral("About Larder"));
    const auto* const box = window.findChild<QMessageBox*>(QStringLiteral("aboutBox"));
    QVERIFY(box && box->isVisible());
    QVERIFY(box->text().contains(QStringLiteral("1.2.3")));
}

QTEST_MAIN(TestHelpMenu)
#include "tst_helpmenu.moc"
