#pragma once

#include "models/inspector/entrywish.h"

#include <QObject>

#include <vector>

class QAction;
class QMenu;

namespace larder {

class CacheEntryProxy;
class EntriesPane;
class ExpireMenu;

/// What can be done with the selected entries: each action is enabled while it would do something. Their keys
/// work where the entries are shown.
class EntryActions final : public QObject
{
    Q_OBJECT

public:
    EntryActions(EntriesPane& pane, const CacheEntryProxy& entries, QWidget* parent);

    /// All of them, for a button and for the context menu.
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    /// Expires the selection: one entry at once, more of them after a question.
    [[nodiscard]] QAction* expireAction() const { return m_expire; }
    /// Offers @p action of somebody else in front of all; it is enabled while one entry is selected.
    void add(QAction* action);
    /// The selection, or what is selected, is another now.
    void update();

Q_SIGNALS:
    /// From the top row to the bottom one, never empty.
    void expireRequested(const std::vector<larder::EntryId>& ids);
    void wished(const larder::EntryWish& wish);

private:
    QAction* add(const QString& text, const QString& help);
    QAction* addWish(const QString& text, const QString& help, EntryWish::Act act);
    void createWishes();
    void createCopies();
    void expireSelected();
    void expireGroup(const QString& title, const std::vector<EntryInfo>& entries);
    /// One entry at once, more of them after @p question.
    void expire(const QString& question, const std::vector<EntryInfo>& entries);
    void nameExpire();
    void askForTags();
    void copySelected(QByteArray EntryFacts::*part, const QByteArray& separator) const;

    EntriesPane& m_pane;
    QWidget* m_parent;
    QMenu* m_menu;
    ExpireMenu* m_expireMenu;
    QAction* m_expire = nullptr;
    QAction* m_open = nullptr;
    /// In front of which those of others are.
    QAction* m_first = nullptr;
    QAction* m_refresh = nullptr;
    QAction* m_validate = nullptr;
    QAction* m_outdate = nullptr;
    QAction* m_pin = nullptr;
    QAction* m_unpin = nullptr;
    /// Those that do something with any entry.
    QList<QAction*> m_always = {};
    /// Those that show one entry.
    QList<QAction*> m_ofOne = {};
};

} // namespace larder
