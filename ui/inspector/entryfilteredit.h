#pragma once

#include "models/inspector/entryfilterfields.h"

#include <QLineEdit>

#include <functional>

class QCompleter;
class QStringListModel;

namespace larder {

/// The filter field of the cache entries: offers the names and the values that can stand at the cursor, while
/// one types and at Ctrl+Space.
class EntryFilterEdit final : public QLineEdit
{
    Q_OBJECT

public:
    /// What there is to choose from for a field of texts.
    using Values = std::function<QStringList(const EntryFilterField& field)>;

    explicit EntryFilterEdit(Values values, QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// Where the word at the cursor begins, behind a minus.
    [[nodiscard]] qsizetype wordBegin() const;
    [[nodiscard]] QStringList candidates(const QString& word) const;
    void offer(bool evenForNothing);
    void put(const QString& candidate);

    Values m_values;
    QStringListModel* m_model;
    QCompleter* m_completer;
};

} // namespace larder
