"""SecantusDB's own command line, and what mongod does that it does not: a transaction that nobody goes on with is undone
after TRANSACTION_LIFETIME_SECONDS also when no other transaction comes by. What a killed client left open would else hold
its documents for ever."""
import os
import sys
import threading
import time

from secantus import server
from secantus.cli import main

LIFETIME_SECONDS = float(os.environ["TRANSACTION_LIFETIME_SECONDS"])


class Transactions(server.TransactionRegistry):
    def __init__(self, **options):
        super().__init__(**{**options, "lifetime_seconds": LIFETIME_SECONDS})
        threading.Thread(target=self.undo_what_nobody_goes_on_with, daemon=True).start()

    def undo_what_nobody_goes_on_with(self):
        while True:
            time.sleep(LIFETIME_SECONDS / 2)
            self.prune_expired()


server.TransactionRegistry = Transactions
sys.exit(main())
