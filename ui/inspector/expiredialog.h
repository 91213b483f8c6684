#pragma once

#include "cache/entryinfo.h"

#include <QDialog>
#include <QTimer>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace larder {

/// Asks before many entries are expired: how many, how much memory, and which, the largest first. The safe
/// button is the default.
class ExpireDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The entries that are meant by what the user typed.
    using Find = std::function<std::vector<EntryInfo>(const QString& text)>;

    /// @p question names what is to be expired. Nothing is typed unless askFor() is called.
    ExpireDialog(const QString& question, Find find, QWidget* parent);

    /// Lets the user type under @p label what is meant, and offers @p known.
    void askFor(const QString& label, const QStringList& known, const QString& text = {});
    /// Shows it; it deletes itself when it is closed.
    void ask();

Q_SIGNALS:
    /// The user wants @p entries, which are what was shown, to be expired; never empty.
    void confirmed(const std::vector<larder::EntryInfo>& entries);

private:
    void createParts(const QString& question);
    void preview();

    Find m_find;
    std::vector<EntryInfo> m_entries;
    QVBoxLayout* m_layout = nullptr;
    QLabel* m_count = nullptr;
    QLineEdit* m_text = nullptr;
    QListWidget* m_list = nullptr;
    QPushButton* m_yes = nullptr;
    /// Until the user has stopped typing.
    QTimer m_typed;
};

} // namespace larder
