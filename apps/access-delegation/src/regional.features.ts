import { PrivateSpaces } from './authorities/application/private-spaces.js';
import { RecordedFacts } from './capacities/application/recorded-facts.js';
import { CatalogueController } from './catalogue/adapters/catalogue.controller.js';
import { CatalogueStream } from './catalogue/application/catalogue.stream.js';
import { ChangeCatalogueHandler } from './catalogue/application/change-catalogue.js';
import { CharterController } from './charter/adapters/charter.controller.js';
import { ChangeCharterHandler } from './charter/application/change-charter.js';
import { CharterStream } from './charter/application/charter.stream.js';
import { made, type Feature } from './feature.js';
import { StaffController } from './staff/adapters/staff.controller.js';
import { ChangeStaffHandler } from './staff/application/change-staff.js';
import { StaffStream } from './staff/application/staff.stream.js';
import { StaffView } from './staff/application/staff.view.js';
import { WithdrawalsController } from './withdrawals/adapters/withdrawals.controller.js';
import { ChangeWithdrawalHandler } from './withdrawals/application/change-withdrawal.js';
import { WithdrawalsView } from './withdrawals/application/withdrawals.view.js';
import { WithdrawalStreams } from './withdrawals/application/withdrawal.streams.js';

/** What the Region keeps for all authorities: catalogue, charter, staff, withdrawals. */
export const regional: Feature = {
  controllers: [CatalogueController, CharterController, StaffController, WithdrawalsController],
  providers: [
    made(RecordedFacts, [StaffStream, WithdrawalStreams, CatalogueStream, CharterStream], (...streams) => new RecordedFacts(...streams)),
    made(StaffView, [StaffStream, RecordedFacts], (...needed) => new StaffView(...needed)),
    made(WithdrawalsView, [WithdrawalStreams, RecordedFacts, PrivateSpaces], (...needed) => new WithdrawalsView(...needed)),
    ChangeCatalogueHandler, ChangeCharterHandler, ChangeStaffHandler, ChangeWithdrawalHandler,
  ],
};
