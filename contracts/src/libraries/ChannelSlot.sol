// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev The one word that a claim reads and writes of a channel, so that a settled user costs one SLOAD and one
/// SSTORE: deposited (96 bits, lowest), claimed (96), epoch (24), accepted (32), flags (8).
type ChannelSlot is uint256;

using {
    deposited,
    claimed,
    epoch,
    accepted,
    free,
    exists,
    revoking,
    withDeposited,
    withClaimed,
    withAccepted,
    withAccount,
    withoutAccount,
    withRevocation,
    nextEpoch
} for ChannelSlot global;

uint256 constant MASK_96 = type(uint96).max;
uint256 constant CLAIMED_AT = 96;
uint256 constant EPOCH_AT = 192;
uint256 constant ACCEPTED_AT = 216;
uint256 constant EXISTS = 1 << 248;
uint256 constant REVOKING = 1 << 249;
uint256 constant ACCEPTED_MASK = uint256(type(uint32).max) << ACCEPTED_AT;

function deposited(ChannelSlot slot) pure returns (uint256) {
    return ChannelSlot.unwrap(slot) & MASK_96;
}

function claimed(ChannelSlot slot) pure returns (uint256) {
    return (ChannelSlot.unwrap(slot) >> CLAIMED_AT) & MASK_96;
}

function epoch(ChannelSlot slot) pure returns (uint24) {
    return uint24(ChannelSlot.unwrap(slot) >> EPOCH_AT);
}

function accepted(ChannelSlot slot) pure returns (uint32) {
    return uint32(ChannelSlot.unwrap(slot) >> ACCEPTED_AT);
}

/// @dev What is in the channel: deposited never falls below claimed.
function free(ChannelSlot slot) pure returns (uint256) {
    return slot.deposited() - slot.claimed();
}

function exists(ChannelSlot slot) pure returns (bool) {
    return ChannelSlot.unwrap(slot) & EXISTS != 0;
}

/// @dev A revocation waits for its time, or has come to it without having been written down yet.
function revoking(ChannelSlot slot) pure returns (bool) {
    return ChannelSlot.unwrap(slot) & REVOKING != 0;
}

function withDeposited(ChannelSlot slot, uint96 amount) pure returns (ChannelSlot) {
    return ChannelSlot.wrap((ChannelSlot.unwrap(slot) & ~MASK_96) | amount);
}

/// @param amount At most deposited.
function withClaimed(ChannelSlot slot, uint256 amount) pure returns (ChannelSlot) {
    return ChannelSlot.wrap((ChannelSlot.unwrap(slot) & ~(MASK_96 << CLAIMED_AT)) | (amount << CLAIMED_AT));
}

function withAccepted(ChannelSlot slot, uint32 version) pure returns (ChannelSlot) {
    return ChannelSlot.wrap((ChannelSlot.unwrap(slot) & ~ACCEPTED_MASK) | (uint256(version) << ACCEPTED_AT));
}

function withAccount(ChannelSlot slot) pure returns (ChannelSlot) {
    return ChannelSlot.wrap(ChannelSlot.unwrap(slot) | EXISTS);
}

/// @dev Amounts, epoch and a waiting revocation stay: old vouchers must stay spent.
function withoutAccount(ChannelSlot slot) pure returns (ChannelSlot) {
    return ChannelSlot.wrap(ChannelSlot.unwrap(slot) & ~(EXISTS | ACCEPTED_MASK));
}

function withRevocation(ChannelSlot slot) pure returns (ChannelSlot) {
    return ChannelSlot.wrap(ChannelSlot.unwrap(slot) | REVOKING);
}

/// @dev A new epoch starts with nothing granted.
function nextEpoch(ChannelSlot slot) pure returns (ChannelSlot) {
    uint256 word =
        ChannelSlot.unwrap(slot) & ~(REVOKING | ACCEPTED_MASK | (uint256(type(uint24).max) << EPOCH_AT));
    return ChannelSlot.wrap(word | (uint256(slot.epoch() + 1) << EPOCH_AT));
}
