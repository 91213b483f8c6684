#pragma once

#include "tests/support/entries.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/cacheentriestable.h"
#include "ui/inspector/entriestree.h"
#include "ui/inspector/expiredialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace larder::test {

using Ids = std::vector<EntryId>;

/// The ids that a signal told.
[[nodiscard]] inline Ids idsOf(const QSignalSpy& spy, int emission = 0)
{
    return spy.at(emission).at(0).value<Ids>();
}

/// A dock in a window of its own, as wide as the main window is at first.
class Panel
{
public:
    Panel()
    {
        m_dock.resize(1280, 230);
        m_dock.showEntries(threeEntries());
        m_dock.show();
    }

    [[nodiscard]] CacheEntriesDock& dock() { return m_dock; }
    [[nodiscard]] CacheEntriesTable& table() const { return *m_dock.findChild<CacheEntriesTable*>(); }
    [[nodiscard]] EntriesTree& tree() const { return *m_dock.findChild<EntriesTree*>(); }
    [[nodiscard]] QComboBox& grouping() const
    {
        return *m_dock.findChild<QComboBox*>(QStringLiteral("entryGrouping"));
    }
    void groupBy(EntryGrouping by) { grouping().setCurrentIndex(grouping().findData(int(by))); }
    /// The cell with the name of the group that is called so.
    [[nodiscard]] QModelIndex group(const QString& name, const QModelIndex& parent = {}) const
    {
        const QAbstractItemModel& model = *tree().model();
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex cell = model.index(row, int(EntryColumn::Sql), parent);
            if (cell.data().toString().startsWith(name + QStringLiteral(" · ")))
                return cell;
            if (const QModelIndex below = group(name, cell.siblingAtColumn(0)); below.isValid())
                return below;
        }
        return {};
    }
    [[nodiscard]] bool isOpen(const QString& name) const
    {
        return tree().isExpanded(group(name).siblingAtColumn(0));
    }
    void clickGroup(const QString& name) const
    {
        const QRect place = tree().visualRect(group(name));
        QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, place.center());
    }
    [[nodiscard]] QLineEdit& filter() const
    {
        return *m_dock.findChild<QLineEdit*>(QStringLiteral("cacheEntryFilter"));
    }
    [[nodiscard]] QString totals() const { return label("cacheTotals").text(); }
    [[nodiscard]] const QLabel& hint() const { return label("cacheEntriesHint"); }
    [[nodiscard]] QToolButton& button(const char* name) const
    {
        return *m_dock.findChild<QToolButton*>(QString::fromLatin1(name));
    }
    [[nodiscard]] QMessageBox* question() const { return m_dock.findChild<QMessageBox*>(); }
    [[nodiscard]] QAction* tableAction(const QString& text) const
    {
        for (QAction* const action : table().actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
    /// The SQL of the rows from top to bottom.
    [[nodiscard]] QStringList shown() const
    {
        QStringList rows;
        for (int row = 0; row < table().model()->rowCount(); ++row)
            rows << table().model()->index(row, int(EntryColumn::Sql)).data().toString();
        return rows;
    }
    [[nodiscard]] ExpireDialog& dialog() const { return *m_dock.findChild<ExpireDialog*>(); }
    [[nodiscard]] QString dialogText(const char* name) const
    {
        return dialog().findChild<QLabel*>(QString::fromLatin1(name))->text();
    }
    void confirm() const
    {
        QTest::mouseClick(dialog().findChild<QPushButton*>(QStringLiteral("confirmExpire")), Qt::LeftButton);
    }
    void nameConnection(const QString& label)
    {
        ConnectionNames names;
        names.add({}, label);
        m_dock.showConnections(names);
    }
    [[nodiscard]] QStringList expireOffers() const
    {
        auto* const menu = m_dock.findChild<QMenu*>(QStringLiteral("expireMenu"));
        Q_EMIT menu->aboutToShow();
        QStringList texts;
        for (const QAction* const action : menu->actions()) {
            if (!action->isSeparator())
                texts << action->text();
        }
        return texts;
    }
    /// Chooses from the menu of what can be expired besides.
    void expireMore(const QString& text) const
    {
        auto* const menu = m_dock.findChild<QMenu*>(QStringLiteral("expireMenu"));
        Q_EMIT menu->aboutToShow();
        for (QAction* const action : menu->actions()) {
            if (action->text() == text)
                action->trigger();
        }
    }
    void clickExpire(EntryId id) const
    {
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, table().expireButtonRect(id).center());
    }

private:
    [[nodiscard]] const QLabel& label(const char* name) const
    {
        return *m_dock.findChild<QLabel*>(QString::fromLatin1(name));
    }

    CacheEntriesDock m_dock;
};

} // namespace larder::test
